/** Takes the focus when what had it is gone. */
export const LIBRARIES_HEADING_ID = 'settings-libraries';
