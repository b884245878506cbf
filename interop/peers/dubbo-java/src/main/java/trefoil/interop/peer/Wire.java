package trefoil.interop.peer;

import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * What of a call Dubbo keeps to itself: the metadata as it went over the wire. Its attachments are a map, one value to a
 * key, it shows those of the trailers alone, and of a status' details it uses the code and the message.
 */
final class Wire {
    static final ThreadLocal<Wire> CURRENT = new ThreadLocal<>();

    /** Headers to send beside Dubbo's own. */
    final List<Map.Entry<String, String>> more = new ArrayList<>();

    private final List<Map.Entry<String, String>> initial = new CopyOnWriteArrayList<>();
    private final List<Map.Entry<String, String>> trailing = new CopyOnWriteArrayList<>();

    /** Starts a call on this thread that is seen by this. */
    <T> T watch(Supplier<T> call) {
        CURRENT.set(this);
        try {
            return call.get();
        } finally {
            CURRENT.remove();
        }
    }

    void received(Http2Headers headers, boolean trailers) {
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            (trailers ? trailing : initial)
                    .add(Map.entry(header.getKey().toString(), header.getValue().toString()));
        }
    }

    List<String> initial(String name) {
        return values(initial, name);
    }

    List<String> trailing(String name) {
        return values(trailing, name);
    }

    private static List<String> values(List<Map.Entry<String, String>> headers, String name) {
        return headers.stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }
}
