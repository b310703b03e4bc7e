/** Files whose lines are commands: of workflows and pipelines, of builds, of make and its like, and scripts. */
export const names = [
  /(?:^|\/)\.github\/(?:workflows|actions)\/.*\.ya?ml$/,
  /(?:^|\/)\.gitlab-ci\.ya?ml$|(?:^|\/)\.gitlab\/.*\.ya?ml$/,
  /(?:^|\/)(?:buildspec|azure-pipelines|bitbucket-pipelines|appspec|cloudbuild)[^/]*\.ya?ml$/,
  /(?:^|\/)\.(?:circleci|buildkite|semaphore)\/[^/]*\.ya?ml$/,
  /(?:^|\/)(?:Jenkinsfile[^/]*|[^/]*\.jenkinsfile)$/,
  /(?:^|\/)(?:GNUmakefile|[Mm]akefile[^/]*|[^/]*\.mk|[Jj]ustfile|\.justfile|Taskfile\.ya?ml|package\.json)$/,
  /\.(?:sh|bash|zsh|ps1|cmd|bat)$/,
  /(?:^|\/)(?:scripts?|bin|ci|tools?|deploy(?:ment)?s?|hack)\/[^/]*\.(?:py|rb|[cm]?[jt]s)$/,
];

/** Whether a file may hold commands that deploy, by its name. */
export function claims(path: string): boolean {
  return names.some((name) => name.test(path));
}
