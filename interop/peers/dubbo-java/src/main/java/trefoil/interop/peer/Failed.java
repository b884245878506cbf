package trefoil.interop.peer;

import org.apache.dubbo.rpc.StatusRpcException;
import org.apache.dubbo.rpc.TriRpcStatus;

import trefoil.interop.v1.Failure;

/** The failure that a request asks for. */
final class Failed extends StatusRpcException {
    private static final long serialVersionUID = 1L;

    final boolean details;

    Failed(Failure failure) {
        this(failure.getCode(), failure.getMessage(), failure.getDetails());
    }

    Failed(int code, String message, boolean details) {
        super(TriRpcStatus.fromCode(code).withDescription(message));
        this.details = details;
    }
}
