/** What the labels of the blocks of a file say, by the type of the block. */
export const LABELS: Readonly<Record<string, readonly string[]>> = {
  variable: ["name"],
  output: ["name"],
  module: ["name"],
  provider: ["name"],
  resource: ["type", "name"],
  data: ["type", "name"],
  ephemeral: ["type", "name"],
  locals: [],
  terraform: [],
  moved: [],
};
