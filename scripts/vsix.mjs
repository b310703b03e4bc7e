// node scripts/vsix.mjs [--out FILE] : the extension for VS Code, with the server in it. The package is a zip; nothing is fetched.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";
import { bundle } from "./lib/bundle.mjs";
import { zip } from "./lib/zip.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const here = join(root, "editors/vscode");
const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const { values } = parseArgs({
  options: { out: { type: "string", default: join(here, `${manifest.name}.vsix`) } },
});
const out = resolve(values.out);

const server = await bundle(root);
const serverFiles = [...server].filter(
  ([file]) => !/^(?:action|octokit|index|aws|snapshot|forges)\.js$/.test(file),
);
const files = new Map([
  ["extension.vsixmanifest", vsixManifest()],
  ["[Content_Types].xml", contentTypes()],
  ["extension/package.json", `${JSON.stringify({ ...manifest, version }, null, 2)}\n`],
  ["extension/readme.md", readme()],
  ["extension/LICENSE.txt", readFileSync(join(root, "LICENSE"))],
  ["extension/dist/extension.js", await extension()],
  ["extension/dist/licenses.txt", licences()],
  ...serverFiles.map(([file, code]) => [`extension/dist/server/${file}`, code]),
]);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, zip(files));
console.log(out);

/** The editor shows pictures of a page by their whole addresses alone: those of this version. */
function readme() {
  const pictures = `${manifest.repository.url.replace(/\.git$/, "")}/raw/v${version}/${manifest.repository.directory}`;
  return readFileSync(join(here, "README.md"), "utf8").replace(/\]\((?=images\/)/g, `](${pictures}/`);
}

/** The client, with the library that it speaks with. VS Code itself is there. */
async function extension() {
  const build = await rolldown({
    input: join(here, "extension.mjs"),
    external: ["vscode"],
    platform: "node",
    cwd: root,
  });
  const { output } = await build.generate({ format: "cjs", minify: true, codeSplitting: false });
  await build.close();
  return output[0].code;
}

/** What the marketplace and the editor read first: https://code.visualstudio.com/api/references/extension-manifest is the rest. */
function vsixManifest() {
  const { name, publisher, displayName, description, engines, categories, keywords } = manifest;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${displayName}</DisplayName>
    <Description xml:space="preserve">${description}</Description>
    <Tags>${keywords.join(",")}</Tags>
    <Categories>${categories.join(",")}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${engines.vscode}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
    </Properties>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/readme.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

function contentTypes() {
  const types = {
    ".json": "application/json",
    ".js": "application/javascript",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".vsixmanifest": "text/xml",
  };
  const lines = Object.entries(types).map(
    ([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${lines.join("")}</Types>
`;
}

/** Of what is in the server, and of the client's library. */
function licences() {
  const own = readFileSync(join(root, "dist/licenses.txt"), "utf8");
  const client = readFileSync(join(root, "node_modules/vscode-languageclient/License.txt"), "utf8");
  return `${own}\n${"-".repeat(80)}\n\nvscode-languageclient\n\n${client}`;
}
