/** The longest user name in bytes (IPMI v2.0 §13.20). */
export const maxNameLength = 16;
/** The longest password or BMC key in bytes (IPMI v2.0 §22.30, §13.33). */
export const maxSecretLength = 20;
