import { App } from "aws-cdk-lib";
import { ShopStage } from "../lib/shop-stage";
import { ToolsStack } from "../lib/tools-stack";

const app = new App();
new ShopStage(app, "Prod", { env: { account: "111122223333", region: "us-east-1" }, payConcurrency: 100 });
new ShopStage(app, "Staging", { env: { account: "444455556666", region: "eu-west-1" }, payConcurrency: 10 });
new ToolsStack(app, "Tools");
app.synth();
