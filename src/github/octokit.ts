// The client of GitHub's API and its plug-ins, as one piece that is loaded when it is needed.
export { GitHub, getOctokitOptions } from "@actions/github/lib/utils";
export { retry } from "@octokit/plugin-retry";
export { throttling } from "@octokit/plugin-throttling";
