package trefoil.interop.peer;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.remoting.http12.HttpRequest;
import org.apache.dubbo.remoting.http12.HttpResponse;
import org.apache.dubbo.remoting.http12.h2.Http2ServerChannelObserver;
import org.apache.dubbo.rpc.CancellationContext;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.protocol.tri.h12.grpc.GrpcUtils;

import trefoil.interop.v1.DubboInteropTriple;
import trefoil.interop.v1.Reply;
import trefoil.interop.v1.Request;

/** The service, as CASES.md has it. */
final class Handler extends DubboInteropTriple.InteropImplBase {
    private static final String ECHO_INITIAL = "x-echo-initial";
    private static final String ECHO_TRAILING = "x-echo-trailing-bin";

    /** Calls whose handler was cancelled before it finished. */
    private final AtomicInteger cancelled = new AtomicInteger();

    /** Handlers that wait, so that none holds a thread of Dubbo's. */
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "interop-worker");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Not asynchronous: when the reply of such a handler is there at once, its attachments are now and then lost. And one
     * that is cancelled is not counted: all unary calls of one I/O thread get the same CancellationContext, which so tells of
     * the first cancelled among them, not which it was, and of none after it.
     */
    @Override
    public Reply unary(Request request) {
        HttpRequest http = RpcContext.getServiceContext().getRequest(HttpRequest.class);
        long deadline = deadline(http);

        // metadata_text: what goes into the HttpResponse becomes initial metadata. metadata_binary: attachments become
        // trailing metadata. The two cases about duplicates: either sets each value over the one before, so that the
        // values can only be joined; gRPC has that mean the same, but not every client splits them.
        List<String> initial = values(http, ECHO_INITIAL);
        if (!initial.isEmpty()) {
            HttpResponse response = RpcContext.getServiceContext().getResponse(HttpResponse.class);
            response.setHeader(ECHO_INITIAL, String.join(",", initial));
        }
        List<String> trailing = values(http, ECHO_TRAILING);
        if (!trailing.isEmpty()) {
            RpcContext.getServerResponseContext().setAttachment(ECHO_TRAILING, String.join(",", trailing));
        }
        try {
            Thread.sleep(Math.max(0, request.getDelayMs()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return answer(request, deadline);
    }

    private Reply answer(Request request, long deadline) {
        checkSize(request);
        if (request.hasFailure()) {
            throw new Failed(request.getFailure());
        }
        Reply.Builder reply = reply(request, request.getReplySize()).setRequests(1);
        if (request.getText().equals("cancelled")) {
            reply.setRequests(cancelled.get());
        } else if (request.getText().equals("deadline")) {
            reply.setRequestBytes(deadline == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
        }
        return reply.build();
    }

    @Override
    public StreamObserver<Request> clientStream(StreamObserver<Reply> replies) {
        Call call = new Call(replies);
        return new Requests(call, replies) {
            private int requests;
            private long bytes;
            private String text = "";

            @Override
            void next(Request request) {
                checkSize(request);
                if (request.hasFailure()) {
                    throw new Failed(request.getFailure());
                }
                requests++;
                bytes += request.getPayload().size();
                text = request.getText();
            }

            @Override
            void end() {
                replies.onNext(Reply.newBuilder()
                        .setText(text)
                        .setRequests(requests)
                        .setRequestBytes(bytes)
                        .build());
            }
        };
    }

    @Override
    public void serverStream(Request request, StreamObserver<Reply> replies) {
        Call call = new Call(replies);
        workers.execute(() -> {
            try {
                checkSize(request);
                int count = request.hasFailure() ? request.getFailure().getAfter() : request.getReplyCount();
                for (int index = 0; index < count; index++) {
                    if (!call.waited(request.getDelayMs())) {
                        return;
                    }
                    replies.onNext(reply(request, request.getReplySize())
                            .setRequests(1)
                            .setIndex(index)
                            .build());
                }
                if (request.hasFailure()) {
                    throw new Failed(request.getFailure());
                }
                if (call.finish()) {
                    replies.onCompleted();
                }
            } catch (RuntimeException e) {
                if (call.finish()) {
                    replies.onError(e);
                }
            }
        });
    }

    @Override
    public StreamObserver<Request> bidi(StreamObserver<Reply> replies) {
        Call call = new Call(replies);
        return new Requests(call, replies) {
            private int index;

            @Override
            void next(Request request) {
                checkSize(request);
                if (!call.waited(request.getDelayMs())) {
                    return;
                }
                if (request.hasFailure()) {
                    throw new Failed(request.getFailure());
                }
                replies.onNext(reply(request, request.getReplySize())
                        .setRequests(1)
                        .setIndex(index++)
                        .build());
            }

            @Override
            void end() {}
        };
    }

    private static List<String> values(HttpRequest http, String name) {
        List<String> values = http.headerValues(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    private static Reply.Builder reply(Request request, int size) {
        Reply.Builder reply = Reply.newBuilder().setText(request.getText()).setRequestBytes(request.getPayload().size());
        if (size > 0) {
            byte[] payload = new byte[size];
            Arrays.fill(payload, (byte) 0x2A);
            reply.setPayload(ByteString.copyFrom(payload));
        }
        return reply;
    }

    /** too_large: Dubbo Java has no limit for what it receives over HTTP/2. */
    private static void checkSize(Request request) {
        if (request.getSerializedSize() > Peer.MESSAGE_LIMIT) {
            throw new Failed(8, "a message of " + request.getSerializedSize() + " bytes", false);
        }
    }

    /** deadline_seen: Dubbo shows a handler no deadline, but the header it comes from. 0: none. */
    private static long deadline(HttpRequest http) {
        Long left = GrpcUtils.parseTimeoutToMills(http.header("grpc-timeout"));
        return left == null ? 0 : System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
    }

    /** One call with a stream: runs, then is finished or cancelled. */
    private final class Call {
        private enum State {
            RUNS,
            FINISHED,
            CANCELLED
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.RUNS);
        private final CountDownLatch over = new CountDownLatch(1);

        /** The observer takes a context of the call's own, and any metadata. A unary handler is not given one. */
        Call(StreamObserver<Reply> replies) {
            Http2ServerChannelObserver observer = (Http2ServerChannelObserver) (Object) replies;
            CancellationContext context = new CancellationContext();
            context.addListener(ignored -> cancel());
            observer.setCancellationContext(context);
            HttpRequest http = RpcContext.getServiceContext().getRequest(HttpRequest.class);
            List<String> initial = values(http, ECHO_INITIAL);
            observer.addHeadersCustomizer((headers, error) -> headers.add(ECHO_INITIAL, initial));
            List<String> trailing = values(http, ECHO_TRAILING);
            observer.addTrailersCustomizer((trailers, error) -> trailers.add(ECHO_TRAILING, trailing));
        }

        boolean finish() {
            return state.compareAndSet(State.RUNS, State.FINISHED);
        }

        void cancel() {
            if (state.compareAndSet(State.RUNS, State.CANCELLED)) {
                cancelled.incrementAndGet();
                over.countDown();
            }
        }

        boolean running() {
            return state.get() == State.RUNS;
        }

        /** Whether the call still runs after that time. */
        boolean waited(int millis) {
            try {
                if (millis > 0 && over.await(millis, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return running();
        }
    }

    /** The requests of a stream, which the first failure ends. */
    private abstract static class Requests implements StreamObserver<Request> {
        private final Call call;
        private final StreamObserver<Reply> replies;

        Requests(Call call, StreamObserver<Reply> replies) {
            this.call = call;
            this.replies = replies;
        }

        abstract void next(Request request);

        abstract void end();

        @Override
        public void onNext(Request request) {
            if (!call.running()) {
                return;
            }
            try {
                next(request);
            } catch (RuntimeException e) {
                if (call.finish()) {
                    replies.onError(e);
                }
            }
        }

        @Override
        public void onCompleted() {
            if (call.finish()) {
                end();
                replies.onCompleted();
            }
        }

        /** The client is gone, or cancelled. */
        @Override
        public void onError(Throwable error) {
            call.cancel();
        }
    }
}
