import { App } from "aws-cdk-lib";
import { ApiStack } from "../lib/api-stack";
import { DoorStack } from "../lib/door-stack";

const app = new App();
for (const [account, region] of [["111122223333", "us-east-1"], ["111122223333", "eu-central-1"], ["444455556666", "us-east-1"]]) {
  const name = `${account}-${region}`;
  const api = new ApiStack(app, `Api-${name}`, { stackName: "api", env: { account, region } });
  new DoorStack(app, `Door-${name}`, { stackName: "door", env: { account, region }, api: api.live });
}
app.synth();
