/** The way in for the package's own tests, which no app can name. */
export const inside: unique symbol = Symbol("inside");
