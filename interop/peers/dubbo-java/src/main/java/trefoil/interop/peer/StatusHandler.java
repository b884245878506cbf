package trefoil.interop.peer;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.dubbo.remoting.http12.ExceptionHandler;
import org.apache.dubbo.remoting.http12.HttpHeaders;
import org.apache.dubbo.remoting.http12.RequestMetadata;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.model.MethodDescriptor;

/**
 * Writes the status of a {@link Failed}. Left to itself a 3.3.6 server prefixes grpc-message with the name of the code,
 * sends it as it stands (neither UTF-8 nor "%" survives) and never writes grpc-status-details-bin; this extension point
 * is where an application mends that. What stays Dubbo's own is a Trailers-Only answer with ":status" 500.
 */
@Activate
public final class StatusHandler implements ExceptionHandler<Failed, Object> {

    @Override
    public boolean resolveGrpcStatus(
            Failed failed, HttpHeaders headers, RequestMetadata metadata, MethodDescriptor descriptor) {
        int code = failed.getStatus().code.code;
        String message = failed.getStatus().description;
        headers.set("grpc-status", Integer.toString(code));
        headers.set("grpc-message", percentEncoded(message));
        if (failed.details) {
            Status status = Status.newBuilder()
                    .setCode(code)
                    .setMessage(message)
                    .addDetails(Any.pack(ErrorInfo.newBuilder()
                            .setReason("REASON")
                            .setDomain("interop")
                            .build()))
                    .build();
            headers.set("grpc-status-details-bin", Base64.getEncoder().withoutPadding().encodeToString(status.toByteArray()));
        }
        return true;
    }

    /** As gRPC asks, and "+" too, which a Dubbo Java client would read as a space. */
    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0x20 && b <= 0x7E && b != '%' && b != '+') {
                encoded.append((char) b);
            } else {
                encoded.append(String.format("%%%02X", b & 0xFF));
            }
        }
        return encoded.toString();
    }
}
