import type { AWS } from "@serverless/typescript";
const shop: AWS = { service: "shop", provider: { name: "aws", runtime: "nodejs22.x" }, functions: {} };
module.exports = shop;
