# The command line in an image: docker run --rm --read-only -v "$PWD:/work:ro" ghcr.io/lambda-concurrency-policy/lambda-concurrency-policy run
# dist/ runs without node_modules, so nothing is installed from npm.
FROM node:24-alpine@sha256:a0b9bf06e4e6193cf7a0f58816cc935ff8c2a908f81e6f1a95432d679c54fbfd

# Git says which files there are and what a change is held against. A checkout that is mounted belongs to somebody else than the user
# here, which git refuses unless it is told not to.
# Alpine keeps no older versions of a package than its latest, so a pinned one is a build that breaks.
# hadolint ignore=DL3018
RUN apk add --no-cache git \
  && git config --system --add safe.directory '*' \
  && rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* /usr/local/bin/yarn*

COPY package.json LICENSE /opt/policy/
COPY dist /opt/policy/dist
RUN ln -s /opt/policy/dist/cli.js /usr/local/bin/policy && policy --version

# The image's user node, as a number: Kubernetes' runAsNonRoot believes no name.
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["policy"]
CMD ["run"]
