package trefoil.interop.peer;

import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.remoting.http12.ExceptionHandler;
import org.apache.dubbo.remoting.http12.HttpHeaders;
import org.apache.dubbo.remoting.http12.RequestMetadata;
import org.apache.dubbo.rpc.model.MethodDescriptor;

/**
 * unimplemented_method: a 3.3.6 server looks up an unknown method of a generated service, trips over the null it finds and
 * answers 2 (UNKNOWN) with the text of the NullPointerException. Before a method is known nothing else here is one.
 */
@Activate
public final class UnknownMethodHandler implements ExceptionHandler<NullPointerException, Object> {

    @Override
    public boolean resolveGrpcStatus(
            NullPointerException e, HttpHeaders headers, RequestMetadata metadata, MethodDescriptor descriptor) {
        if (descriptor != null) {
            return false;
        }
        headers.set("grpc-status", "12");
        headers.set("grpc-message", "unknown method");
        return true;
    }
}
