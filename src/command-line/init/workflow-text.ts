/** Where a workflow file is, relative to the top of a repository. */
export const WORKFLOW_PATH = ".github/workflows/lambda-concurrency.yml";

/** A workflow that holds every pull request against the policy. The same as in docs/action.md, which a test compares. */
export const WORKFLOW_TEXT = `name: lambda-concurrency
on: pull_request
permissions:
  contents: read
  pull-requests: write # for the comment; without it there are annotations and the summary
jobs:
  policy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 2
          persist-credentials: false
      - uses: lambda-concurrency-policy/lambda-concurrency-policy@v0
`;
