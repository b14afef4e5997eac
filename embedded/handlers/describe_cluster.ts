// DescribeCluster, versions 0 to 2: the brokers by the listener that was asked, the controller, authorized operations.
// Controllers (endpoint type 2) are not described: MISMATCHED_ENDPOINT_TYPE.
// Gaps: brokers are never fenced: who is stopped is not there.
import { DescribeClusterBroker } from "../../protocol/messages/describe_cluster.ts";
import type { DescribeClusterRequest, DescribeClusterResponse } from "../../protocol/messages/describe_cluster.ts";
import { clusterOperations } from "../authorized_operations.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Handler, handler } from "../handler.ts";

const BROKERS = 1;
const CONTROLLERS = 2;

/** The handler of DescribeCluster. */
export const describeCluster: Handler = handler<DescribeClusterRequest, DescribeClusterResponse>(
  DescribeClusterBroker,
  {
    handle: (request, context) => {
      const { state, listener, version } = context;
      const endpointType = version >= 1 ? request.endpointType : BROKERS;
      if (endpointType !== BROKERS) {
        const [errorCode, errorMessage] = endpointType === CONTROLLERS
          ? [
            ErrorCode.MISMATCHED_ENDPOINT_TYPE,
            "The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type CONTROLLER",
          ]
          : [ErrorCode.UNSUPPORTED_ENDPOINT_TYPE, `Unsupported endpoint type ${endpointType}`];
        return { errorCode, errorMessage };
      }
      const brokers = state.alive.flatMap(({ id: brokerId, rack, endpoints }) => {
        const endpoint = endpoints.get(listener);
        return endpoint === undefined ? [] : [{ brokerId, ...endpoint, rack }];
      });
      return {
        endpointType,
        clusterId: state.clusterId,
        controllerId: state.controller,
        brokers,
        clusterAuthorizedOperations: clusterOperations(request.includeClusterAuthorizedOperations, context),
      };
    },
    fail: (_, errorCode) => ({ errorCode }),
  },
);
