import { Stage, type StageProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { OrdersStack } from "./orders-stack";
import { PayStack } from "./pay-stack";

export interface ShopStageProps extends StageProps {
  payConcurrency: number;
}

export class ShopStage extends Stage {
  constructor(scope: Construct, id: string, props: ShopStageProps) {
    super(scope, id, props);
    const pay = new PayStack(this, "Pay", { reserved: props.payConcurrency });
    new OrdersStack(this, "Orders", { pay: pay.live });
  }
}
