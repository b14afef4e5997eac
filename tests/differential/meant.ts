// Differences between a real Kafka and the embedded broker that are meant, each with its reason. A row that no case needs
// any more fails the test, so that the list stays true.

/** A difference that is meant. */
export interface MeantDifference {
  /** The case, or `*`. */
  readonly name: string;
  /** The path of the field, matched whole. */
  readonly path: RegExp;
  /** Why. */
  readonly why: string;
}

/** All of them. */
export const MEANT: readonly MeantDifference[] = [
  {
    name: "*",
    path: /.*\.configs\[(min\.insync\.replicas|unclean\.leader\.election\.enable)\]\.configSource/,
    why: "the real broker of the tests has them in its file or was given them when it was formatted",
  },
  {
    name: "*",
    path: /.*\.configs\[retention\.ms\]\.(value|configSource)/,
    why: "the real broker of the tests keeps records for a hundred years",
  },
  {
    name: "*",
    path: /results\[\d+\]\.(totalBytes|usableBytes)/,
    why: "logs in memory have no volume with a size",
  },
  {
    name: "Lengths below minus one",
    path: /(errorCode)?/,
    why: "a real broker reads any negative length as null; the codecs of this package take -1 alone for it",
  },
];
