import { rewriteText } from "../pages/dialect.ts";
import type { ForgeApi } from "./api.ts";
import { type Forge, type Note, type Notes, variables } from "./forge.ts";

const VERSION = "api-version=7.1";
/** Of CommentThreadStatus: what somebody has to look at, and what is done. */
const ACTIVE = "active";
const CLOSED = "closed";

/** Azure DevOps. https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-threads */
const azure: Forge = {
  name: "Azure DevOps",
  request: "pull request",
  // "The maximum length of a comment is 150000 characters", its error says.
  limit: 149_000,
  marker: (key) => `<!-- lambda-concurrency-policy:${key} -->\n`,
  // A mention is @<id>, also within code; !1 is a pull request.
  dialect: (markdown) =>
    rewriteText(markdown, (text) => text.replace(/!(?=\d)/g, "!\u200b")).replace(/@(?=<)/g, "@\u200b"),
  bases: ({ SYSTEM_PULLREQUEST_TARGETBRANCH: branch }) =>
    branch ? [`origin/${branch.replace(/^refs\/heads\//, "")}`] : [],
  pullRequest: (environment) => {
    const found = variables(
      environment,
      "SYSTEM_COLLECTIONURI",
      "SYSTEM_TEAMPROJECT",
      "BUILD_REPOSITORY_ID",
      "SYSTEM_PULLREQUEST_PULLREQUESTID",
    );
    if ("missing" in found) return found;
    const [project, repository, id] = [
      found.SYSTEM_TEAMPROJECT,
      found.BUILD_REPOSITORY_ID,
      found.SYSTEM_PULLREQUEST_PULLREQUESTID,
    ].map(encodeURIComponent);
    return {
      api: found.SYSTEM_COLLECTIONURI.replace(/\/+$/, ""),
      notes: (client) =>
        threadsOf(client, `/${project}/_apis/git/repositories/${repository}/pullRequests/${id}/threads`),
    };
  },
  token: ({ SYSTEM_ACCESSTOKEN: value }) =>
    value
      ? { variable: "SYSTEM_ACCESSTOKEN", value, header: ["authorization", `Bearer ${value}`] }
      : undefined,
  howToAllow: (variable) =>
    variable === undefined
      ? "Give the step the job's token: env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }."
      : "The build service needs the permission Contribute to pull requests, in the repository's security settings.",
  link: ({ file, start, end }, environment) => {
    const repository = environment["BUILD_REPOSITORY_URI"];
    const commit = environment["SYSTEM_PULLREQUEST_SOURCECOMMITID"] ?? environment["BUILD_SOURCEVERSION"];
    if (!repository || !commit || !URL.canParse(repository)) return undefined;
    const url = new URL(repository);
    // The address to clone from has the organisation's name as its user.
    url.username = "";
    url.password = "";
    url.search = new URLSearchParams({
      path: `/${file}`,
      version: `GC${commit}`,
      line: String(start.line),
      lineEnd: String(end.line + 1),
      lineStartColumn: "1",
      lineEndColumn: "1",
    }).toString();
    return url.href;
  },
  remarks: () => [],
};

export default azure;

/** A comment is the first one of a thread of its own. */
function threadsOf(api: ForgeApi, path: string): Notes {
  return {
    async *list() {
      const { data } = await api.request("GET", `${path}?${VERSION}`);
      yield (Array.isArray(data?.value) ? data.value : []).flatMap((thread: Thread): Note[] => {
        const [first] = thread.comments ?? [];
        if (thread.isDeleted || !first || first.isDeleted) return [];
        const isOpen = [ACTIVE, "pending", "unknown"].includes(thread.status ?? "unknown");
        return [
          {
            id: `${thread.id}/comments/${first.id}`,
            body: first.content ?? "",
            author: first.author?.id,
            isOpen,
          },
        ];
      });
    },
    owner: async () => (await api.request("GET", "/_apis/connectionData")).data?.authenticatedUser?.id,
    create: async ({ body, isFailing }) => {
      const comment = { parentCommentId: 0, content: body, commentType: "text" };
      await api.request("POST", `${path}?${VERSION}`, {
        comments: [comment],
        status: isFailing ? ACTIVE : CLOSED,
      });
    },
    update: async ({ id, isOpen }, { body, isFailing }) => {
      await api.request("PATCH", `${path}/${id}?${VERSION}`, { content: body });
      // An open thread may keep a pull request from being merged, so one that is all right is closed.
      if (isOpen !== isFailing)
        await api.request("PATCH", `${path}/${id.split("/")[0]}?${VERSION}`, {
          status: isFailing ? ACTIVE : CLOSED,
        });
    },
  };
}

interface Thread {
  id: number;
  isDeleted?: boolean;
  status?: string;
  comments?: { id: number; content?: string; isDeleted?: boolean; author?: { id?: string } }[];
}
