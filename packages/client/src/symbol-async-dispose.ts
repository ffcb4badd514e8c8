/** `Symbol.asyncDispose`; where a runtime has none yet, the registered symbol that polyfills and compilers agree on. */
export const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? (Symbol.for("Symbol.asyncDispose") as typeof Symbol.asyncDispose);
