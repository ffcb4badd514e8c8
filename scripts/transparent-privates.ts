/** The part of a Vite plugin that is needed here. */
interface TransformPlugin {
  readonly name: string;
  readonly enforce: "pre";
  transform(code: string, id: string): string | undefined;
}

/** A private name, wherever one may stand; in these sources `#` stands before a letter nowhere else. */
const privateName = /#(?=[a-z])/gi;

/**
 * For tests that compare whole states: `#name` in the packages' sources becomes `$name`, a property that can be read from
 * outside. The code is otherwise what ships, and as long, so that lines and columns stay what they are.
 */
export function transparentPrivates(): TransformPlugin {
  return {
    name: "transparent-privates",
    enforce: "pre",
    transform(code, id) {
      return /\/packages\/[^/]+\/src\//.test(id) ? code.replace(privateName, "$") : undefined;
    },
  };
}
