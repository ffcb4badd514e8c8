/** "Cannot execute command, SEL erase in progress" (IPMI v2.0 §31.2). */
export const selEraseInProgress = 0x81;

/** "Operation not supported for this Record Type" (IPMI v2.0 §31.6). */
export const selRecordTypeNotSupported = 0x80;
