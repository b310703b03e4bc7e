const API = "https://api.github.com";
const WEB = "https://github.com/acme/shop";
const THEN = "2026-01-01T00:00:00Z";

/** A user as GitHub shows one. */
export function user(login: string, type = login.endsWith("[bot]") ? "Bot" : "User") {
  const url = `${API}/users/${encodeURIComponent(login)}`;
  const parts = ["followers", "following", "gists", "starred", "subscriptions", "events", "received_events"];
  return {
    login,
    id: 41898282,
    node_id: "MDM6Qm90",
    avatar_url: "https://avatars.githubusercontent.com/in/15368",
    gravatar_id: "",
    url,
    html_url: `https://github.com/${encodeURIComponent(login)}`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    ...Object.fromEntries(parts.map((part) => [`${part}_url`, `${url}/${part}`])),
    type,
    site_admin: false,
  };
}

/** A comment on a pull request. */
export function issueComment(id: number, body: string, login: string) {
  return {
    id,
    node_id: `IC_${id}`,
    url: `${API}/repos/acme/shop/issues/comments/${id}`,
    html_url: `${WEB}/pull/7#issuecomment-${id}`,
    issue_url: `${API}/repos/acme/shop/issues/7`,
    user: user(login),
    created_at: THEN,
    updated_at: THEN,
    author_association: "CONTRIBUTOR",
    performed_via_github_app: null,
    body,
  };
}

/** A comment on a line of a pull request. */
export function reviewComment(id: number, path: string, body: string, login: string) {
  const link = (href: string) => ({ href });
  const url = `${API}/repos/acme/shop/pulls/comments/${id}`;
  const html = `${WEB}/pull/7#discussion_r${id}`;
  const pull = `${API}/repos/acme/shop/pulls/7`;
  return {
    id,
    node_id: `PRRC_${id}`,
    url,
    pull_request_review_id: 1,
    diff_hunk: "@@ -1 +1 @@",
    path,
    commit_id: "0".repeat(40),
    original_commit_id: "0".repeat(40),
    user: user(login),
    body,
    created_at: THEN,
    updated_at: THEN,
    html_url: html,
    pull_request_url: pull,
    author_association: "CONTRIBUTOR",
    _links: { self: link(url), html: link(html), pull_request: link(pull) },
  };
}

/** A review of a pull request. */
export function review(id: number, commit: string, login: string) {
  const html = `${WEB}/pull/7#pullrequestreview-${id}`;
  const pull = `${API}/repos/acme/shop/pulls/7`;
  return {
    id,
    node_id: `PRR_${id}`,
    user: user(login),
    body: "",
    state: "COMMENTED",
    html_url: html,
    pull_request_url: pull,
    author_association: "CONTRIBUTOR",
    _links: { html: { href: html }, pull_request: { href: pull } },
    submitted_at: THEN,
    commit_id: commit,
  };
}

/** A check run that is completed. */
export function checkRun(id: number, { name, head_sha, conclusion, output }: Record<string, unknown>) {
  const { title, summary, annotations } = (output ?? {}) as Record<string, unknown>;
  const url = `${API}/repos/acme/shop/check-runs/${id}`;
  return {
    id,
    node_id: `CR_${id}`,
    head_sha: head_sha ?? "0".repeat(40),
    name: name ?? "Lambda concurrency",
    url,
    html_url: `${WEB}/runs/${id}`,
    details_url: `${WEB}/runs/${id}`,
    external_id: "",
    status: "completed",
    conclusion: conclusion ?? "neutral",
    started_at: THEN,
    completed_at: THEN,
    check_suite: { id: 1 },
    app: null,
    pull_requests: [],
    output: {
      title: title ?? null,
      summary: summary ?? null,
      text: null,
      annotations_count: Array.isArray(annotations) ? annotations.length : 0,
      annotations_url: `${url}/annotations`,
    },
  };
}
