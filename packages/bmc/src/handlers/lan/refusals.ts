/** "Parameter not supported" (IPMI v2.0 §23.1, §23.2). */
export const parameterNotSupported = 0x80;

/** "Attempt to set the 'set in progress' value when not in the 'set complete' state" (IPMI v2.0 §23.1). */
export const setAlreadyInProgress = 0x81;

/** "Attempt to write read-only parameter" (IPMI v2.0 §23.1). */
export const parameterIsReadOnly = 0x82;
