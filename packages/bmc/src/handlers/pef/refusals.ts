/** "Parameter not supported" (IPMI v2.0 §30.3, §30.4). */
export const parameterNotSupported = 0x80;

/** "Attempt to set the 'set in progress' value when not in the 'set complete' state" (IPMI v2.0 §30.3). */
export const setAlreadyInProgress = 0x81;

/** "Attempt to write read-only parameter" (IPMI v2.0 §30.3). */
export const parameterIsReadOnly = 0x82;

/** "Cannot execute command, SEL erase in progress" (IPMI v2.0 §30.5, §30.6). */
export const selEraseInProgress = 0x81;
