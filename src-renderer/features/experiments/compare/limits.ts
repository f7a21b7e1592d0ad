/** Charts of more runs than this tell nothing any more. */
export const mostCompared = 100;
/** Of one question for histories. */
export const mostPerQuestion = 50;
