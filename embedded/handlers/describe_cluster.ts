// DescribeCluster, versions 0 to 2: the brokers by the listener that was asked, the controller, authorized operations.
// Controllers (endpoint type 2) are not described: MISMATCHED_ENDPOINT_TYPE. A broker whose metadata are frozen tells
// what it knew then.
// Gaps: brokers are never fenced: who is stopped is not there.
import { DescribeClusterBroker } from "../../protocol/messages/describe_cluster.ts";
import type { DescribeClusterRequest, DescribeClusterResponse } from "../../protocol/messages/describe_cluster.ts";
import { clusterOperations } from "../authorized_operations.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Handler, handler } from "../handler.ts";
import { brokersOf } from "../metadata_answer.ts";
import { metadataOf } from "../metadata_freeze.ts";

const BROKERS = 1;
const CONTROLLERS = 2;

/** The handler of DescribeCluster. */
export const describeCluster: Handler = handler<DescribeClusterRequest, DescribeClusterResponse>(
  DescribeClusterBroker,
  {
    handle: (request, context) => {
      const endpointType = context.version >= 1 ? request.endpointType : BROKERS;
      if (endpointType !== BROKERS) {
        const [errorCode, errorMessage] = endpointType === CONTROLLERS
          ? [
            ErrorCode.MISMATCHED_ENDPOINT_TYPE,
            "The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type CONTROLLER",
          ]
          : [ErrorCode.UNSUPPORTED_ENDPOINT_TYPE, `Unsupported endpoint type ${endpointType}`];
        return { errorCode, errorMessage };
      }
      const view = metadataOf(context);
      return {
        endpointType,
        clusterId: view.clusterId,
        controllerId: view.controller,
        brokers: brokersOf(view, context.listener).map(({ nodeId: brokerId, ...broker }) => ({ brokerId, ...broker })),
        clusterAuthorizedOperations: clusterOperations(request.includeClusterAuthorizedOperations, context),
      };
    },
    fail: (_, errorCode) => ({ errorCode }),
  },
);
