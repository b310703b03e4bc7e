import { TestRepository } from "../support/git-repository.ts";

/** A pull request in a repository on disk, as actions/checkout leaves it: HEAD is GitHub's merge commit. */
export interface PullRequest {
  repository: TestRepository;
  base: string;
  head: string;
  /** The event as the runner hands it on. */
  event: { name: string; payload: unknown };
}

type Files = Readonly<Record<string, string | null>>;

/** @param change what the pull request does to the base; @param meanwhile what the base has got since the two parted */
export function pullRequest(base: Files, change: Files, meanwhile?: Files): PullRequest {
  const repository = new TestRepository();
  const first = repository.commit(base);
  repository.git("checkout", "--quiet", "-b", "change");
  const head = repository.commit(change);
  repository.git("checkout", "--quiet", "main");
  const tip = meanwhile ? repository.commit(meanwhile) : first;
  repository.git("merge", "--quiet", "--no-ff", "-m", "merge", "change");
  return { repository, base: tip, head, event: pullRequestEvent(first, head) };
}

/** The payload's base is the tip at the time of the last push, which GitHub doesn't keep up to date. */
export function pullRequestEvent(base: string, head: string, name = "pull_request", from = "acme/shop") {
  return {
    name,
    payload: {
      action: "synchronize",
      number: 7,
      pull_request: {
        number: 7,
        base: { sha: base, ref: "main", repo: { full_name: "acme/shop" } },
        head: { sha: head, ref: "change", repo: { full_name: from } },
      },
    },
  };
}

/** A function in Terraform. */
export function fn(name: string, reserved?: number): string {
  return `resource "aws_lambda_function" "${name}" {
  function_name = "${name}"
  role          = "arn:aws:iam::111122223333:role/x"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
${reserved === undefined ? "" : `  reserved_concurrent_executions = ${reserved}\n`}}
`;
}
