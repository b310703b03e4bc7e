const stage = process.env.STAGE ?? "dev";
module.exports = { service: "shop", provider: { name: "aws", runtime: "nodejs22.x", stage }, functions: {} };
