package trefoil.interop.peer;

import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.StatusRpcException;

import trefoil.interop.peer.nobody.Nobody;
import trefoil.interop.peer.nobody.Nothing;
import trefoil.interop.v1.Failure;
import trefoil.interop.v1.Interop;
import trefoil.interop.v1.Reply;
import trefoil.interop.v1.Request;

/** The cases, as CASES.md has them. */
final class Cases {
    private static final String ECHO_INITIAL = "x-echo-initial";
    private static final String ECHO_TRAILING = "x-echo-trailing-bin";

    interface Case {
        void run() throws Exception;
    }

    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static final class NotApplicable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotApplicable(String message) {
            super(message);
        }
    }

    record Status(int code, String message) {}

    private final Interop interop;
    private final Nobody noMethod;
    private final Nobody noService;

    Cases(Interop interop, Nobody noMethod, Nobody noService) {
        this.interop = interop;
        this.noMethod = noMethod;
        this.noService = noService;
    }

    Map<String, Case> all() {
        Map<String, Case> all = new LinkedHashMap<>();
        all.put("unary", this::unary);
        all.put("client_stream", this::clientStream);
        all.put("server_stream", this::serverStream);
        all.put("bidi", this::bidi);
        all.put("empty_message", this::emptyMessage);
        all.put("large_message", this::largeMessage);
        all.put("too_large", this::tooLarge);
        all.put("many_messages", this::manyMessages);
        all.put("empty_client_stream", this::emptyClientStream);
        all.put("error_unary", this::errorUnary);
        all.put("error_client_stream", this::errorClientStream);
        all.put("error_server_stream", this::errorServerStream);
        all.put("error_bidi", this::errorBidi);
        all.put("error_message_utf8", this::errorMessageUtf8);
        all.put("error_details", this::errorDetails);
        all.put("unimplemented_method", () -> unimplemented(noMethod));
        all.put("unimplemented_service", () -> unimplemented(noService));
        all.put("metadata_text", this::metadataText);
        all.put("metadata_duplicate", this::metadataDuplicate);
        all.put("metadata_binary", this::metadataBinary);
        all.put("metadata_binary_duplicate", this::metadataBinaryDuplicate);
        all.put("deadline_unary", this::deadlineUnary);
        all.put("deadline_server_stream", this::deadlineServerStream);
        all.put("deadline_seen", this::deadlineSeen);
        all.put("cancel_server_stream", this::cancelServerStream);
        all.put("cancel_bidi", this::cancelBidi);
        all.put("concurrent", this::concurrent);
        return all;
    }

    private void unary() {
        Reply reply = interop.unary(text("héllo"));
        equal("text", "héllo", reply.getText());
        equal("requests", 1, reply.getRequests());
    }

    private void clientStream() throws Exception {
        Replies replies = new Replies();
        StreamObserver<Request> requests = interop.clientStream(replies);
        for (int i = 1; i <= 3; i++) {
            requests.onNext(text("r" + i).toBuilder().setPayload(payload(10 * i)).build());
        }
        requests.onCompleted();
        Reply reply = replies.next();
        equal("requests", 3, reply.getRequests());
        equal("request_bytes", 60L, reply.getRequestBytes());
        equal("text", "r3", reply.getText());
        replies.end();
    }

    private void serverStream() throws Exception {
        Replies replies = new Replies();
        interop.serverStream(Request.newBuilder().setReplyCount(5).build(), replies);
        inOrder(replies, 5);
        replies.end();
    }

    private void bidi() throws Exception {
        Replies replies = new Replies();
        StreamObserver<Request> requests = interop.bidi(replies);
        for (int i = 0; i < 3; i++) {
            requests.onNext(text("turn " + i));
            Reply reply = replies.next();
            equal("index", i, reply.getIndex());
            equal("text", "turn " + i, reply.getText());
        }
        requests.onCompleted();
        replies.end();
    }

    private void emptyMessage() {
        Reply reply = interop.unary(Request.getDefaultInstance());
        equal("requests", 1, reply.getRequests());
        equal("text", "", reply.getText());
    }

    private void largeMessage() {
        Request request = ofSize(Peer.MESSAGE_LIMIT);
        Reply reply = interop.unary(request);
        equal("request_bytes", (long) request.getPayload().size(), reply.getRequestBytes());
        reply = interop.unary(Request.newBuilder().setReplySize(4_194_000).build());
        byte[] expected = new byte[4_194_000];
        Arrays.fill(expected, (byte) 0x2A);
        check(Arrays.equals(expected, reply.getPayload().toByteArray()), "another payload came back");
    }

    private void tooLarge() throws Exception {
        equal("code", 8, error(() -> interop.unaryAsync(ofSize(Peer.MESSAGE_LIMIT + 1))).code());
        unary();
    }

    private void manyMessages() throws Exception {
        Replies replies = new Replies();
        interop.serverStream(Request.newBuilder().setReplyCount(1000).build(), replies);
        inOrder(replies, 1000);
        replies.end();

        replies = new Replies();
        StreamObserver<Request> requests = interop.clientStream(replies);
        for (int i = 0; i < 1000; i++) {
            requests.onNext(text("r" + i));
        }
        requests.onCompleted();
        Reply reply = replies.next();
        equal("requests", 1000, reply.getRequests());
        equal("text", "r999", reply.getText());
        replies.end();

        replies = new Replies();
        requests = interop.bidi(replies);
        for (int i = 0; i < 1000; i++) {
            requests.onNext(text("r" + i));
        }
        requests.onCompleted();
        inOrder(replies, 1000);
        replies.end();
    }

    /** The headers of a stream are sent with its first message, and its end only after them: nothing is sent at all. */
    private void emptyClientStream() {
        throw new NotApplicable("a Dubbo Java client sends nothing for a stream that is closed before its first message");
    }

    private void errorUnary() throws Exception {
        Request request = failing(5, "no such thing", 0);
        equal("status", new Status(5, "no such thing"), error(() -> interop.unaryAsync(request)));
    }

    private void errorClientStream() throws Exception {
        Replies replies = new Replies();
        StreamObserver<Request> requests = interop.clientStream(replies);
        requests.onNext(text("one"));
        requests.onNext(failing(5, "no such thing", 0));
        try {
            requests.onNext(text("three"));
            requests.onCompleted();
        } catch (IllegalStateException e) {
            // The failure was here first.
        }
        equal("status", new Status(5, "no such thing"), replies.error());
    }

    private void errorServerStream() throws Exception {
        Replies replies = new Replies();
        interop.serverStream(failing(9, "after two", 2).toBuilder().setReplyCount(5).build(), replies);
        inOrder(replies, 2);
        equal("status", new Status(9, "after two"), replies.error());
    }

    private void errorBidi() throws Exception {
        Replies replies = new Replies();
        StreamObserver<Request> requests = interop.bidi(replies);
        requests.onNext(text("good"));
        equal("text", "good", replies.next().getText());
        requests.onNext(failing(3, "bad turn", 0));
        equal("status", new Status(3, "bad turn"), replies.error());
    }

    private void errorMessageUtf8() throws Exception {
        String message = "100% ☺ + \t\n end";
        Status status = error(() -> interop.unaryAsync(failing(13, message, 0)));
        // gRPC leaves it to the sender whether a "+" is percent-encoded; Dubbo Java reads a bare one as a space.
        if (status.equals(new Status(13, message.replace('+', ' ')))) {
            throw new NotApplicable("a Dubbo Java client reads a \"+\" that is not percent-encoded as a space; the rest survived");
        }
        equal("status", new Status(13, message), status);
    }

    /** Dubbo takes code and message from the details and then drops them. */
    private void errorDetails() throws Exception {
        Request request = Request.newBuilder()
                .setFailure(Failure.newBuilder().setCode(5).setMessage("no such thing").setDetails(true))
                .build();
        Wire wire = new Wire();
        Status status = error(() -> wire.watch(() -> interop.unaryAsync(request)));
        equal("status", new Status(5, "no such thing"), status);
        List<String> details = wire.trailing("grpc-status-details-bin");
        check(details.size() == 1, "grpc-status-details-bin: " + details);
        com.google.rpc.Status sent = com.google.rpc.Status.parseFrom(Base64.getDecoder().decode(details.get(0)));
        equal("code in the details", 5, sent.getCode());
        equal("number of details", 1, sent.getDetailsCount());
        equal("reason", "REASON", sent.getDetails(0).unpack(ErrorInfo.class).getReason());
    }

    private void unimplemented(Nobody nobody) throws Exception {
        equal("code", 12, error(() -> nobody.nopeAsync(Nothing.getDefaultInstance())).code());
    }

    /** Attachments go out as metadata; initial metadata does not become attachments, so it is read off the wire. */
    private void metadataText() {
        Wire wire = new Wire();
        RpcContext.getClientAttachment().setAttachment(ECHO_INITIAL, "one");
        wire.watch(() -> interop.unary(text("metadata")));
        comeBack(wire, List.of("one"));
    }

    /** Attachments have one value to a key: two are sent, as they are read, on the wire. */
    private void metadataDuplicate() {
        Wire wire = new Wire();
        wire.more.add(Map.entry(ECHO_INITIAL, "one"));
        wire.more.add(Map.entry(ECHO_INITIAL, "two"));
        wire.watch(() -> interop.unary(text("metadata")));
        comeBack(wire, List.of("one", "two"));
    }

    private static void comeBack(Wire wire, List<String> expected) {
        List<String> back = wire.initial(ECHO_INITIAL).isEmpty() ? wire.trailing(ECHO_INITIAL) : wire.initial(ECHO_INITIAL);
        equal(ECHO_INITIAL, expected, split(back));
    }

    /** Attachments alone: bytes under a key go out, and come back, as the metadata of that key with "-bin". */
    private void metadataBinary() {
        byte[] bytes = {0, 1, (byte) 0xFE, (byte) 0xFF};
        String key = ECHO_TRAILING.substring(0, ECHO_TRAILING.length() - "-bin".length());
        RpcContext.getClientAttachment().setObjectAttachment(key, bytes);
        interop.unary(text("metadata"));
        Object back = RpcContext.getClientResponseContext().getObjectAttachment(key);
        check(back instanceof byte[] && Arrays.equals(bytes, (byte[]) back), key + ": " + back);
    }

    private void metadataBinaryDuplicate() {
        List<ByteString> expected = List.of(
                ByteString.copyFrom(new byte[] {0, 1, (byte) 0xFE, (byte) 0xFF}), ByteString.copyFrom(new byte[] {2, 3}));
        Wire wire = new Wire();
        for (ByteString value : expected) {
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(value.toByteArray());
            wire.more.add(Map.entry(ECHO_TRAILING, encoded));
        }
        wire.watch(() -> interop.unary(text("metadata")));
        List<ByteString> back = new ArrayList<>();
        for (String value : split(wire.trailing(ECHO_TRAILING))) {
            back.add(ByteString.copyFrom(Base64.getDecoder().decode(value)));
        }
        equal(ECHO_TRAILING, expected, back);
    }

    /** To gRPC, values in headers of their own and values joined are the same. */
    private static List<String> split(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .toList();
    }

    private void deadlineUnary() throws Exception {
        long start = System.nanoTime();
        RpcContext.getClientAttachment().setAttachment("timeout", "300");
        Request request = Request.newBuilder().setDelayMs(3000).build();
        equal("code", 4, error(() -> interop.unaryAsync(request)).code());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        check(millis >= 250 && millis < 2000, "ended after " + millis + " ms");
    }

    private void deadlineServerStream() {
        throw new NotApplicable("a Dubbo Java client has no deadline for streams: it neither sends nor keeps one");
    }

    private void deadlineSeen() {
        RpcContext.getClientAttachment().setAttachment("timeout", "5000");
        long left = interop.unary(text("deadline")).getRequestBytes();
        check(left >= 1 && left <= 5000, "the handler saw " + left + " ms");
    }

    private void cancelServerStream() throws Exception {
        int before = cancelled();
        Replies replies = new Replies();
        interop.serverStream(Request.newBuilder().setReplyCount(100).setDelayMs(100).build(), replies);
        replies.next();
        replies.cancel();
        cancelledMore(before);
    }

    private void cancelBidi() throws Exception {
        int before = cancelled();
        Replies replies = new Replies();
        StreamObserver<Request> requests = interop.bidi(replies);
        requests.onNext(text("turn"));
        equal("text", "turn", replies.next().getText());
        replies.cancel();
        cancelledMore(before);
    }

    private int cancelled() {
        return interop.unary(text("cancelled")).getRequests();
    }

    private void cancelledMore(int before) throws InterruptedException {
        long start = System.nanoTime();
        while (cancelled() <= before) {
            check(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2), "the server counted no cancelled call within 2 s");
            Thread.sleep(20);
        }
    }

    private void concurrent() throws Exception {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            replies.add(interop.unaryAsync(text("call " + i)));
        }
        for (int i = 0; i < 50; i++) {
            equal("text", "call " + i, replies.get(i).get(15, TimeUnit.SECONDS).getText());
        }
    }

    private static Request text(String text) {
        return Request.newBuilder().setText(text).build();
    }

    private static Request failing(int code, String message, int after) {
        return Request.newBuilder()
                .setFailure(Failure.newBuilder().setCode(code).setMessage(message).setAfter(after))
                .build();
    }

    private static ByteString payload(int size) {
        return ByteString.copyFrom(new byte[size]);
    }

    /** A request with exactly that many bytes on the wire: one for the tag of its payload, four for the length. */
    private static Request ofSize(int size) {
        Request request = Request.newBuilder().setPayload(payload(size - 5)).build();
        equal("encoded size", size, request.getSerializedSize());
        return request;
    }

    private static void inOrder(Replies replies, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            equal("index", i, replies.next().getIndex());
        }
    }

    /** Only an asynchronous call tells its status: of a synchronous one no more than a text is left. */
    private static Status error(Supplier<CompletableFuture<?>> call) throws Exception {
        try {
            call.get().get(15, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return status(e);
        }
        throw new Wrong("instead of an error: OK");
    }

    static Status status(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRpcException e) {
                return new Status(e.getStatus().code.code, Objects.toString(e.getStatus().description, ""));
            }
        }
        throw new Wrong("no status: " + error);
    }

    private static void equal(String what, Object expected, Object actual) {
        check(expected.equals(actual), what + ": " + actual + " instead of " + expected);
    }

    private static void check(boolean right, String message) {
        if (!right) {
            throw new Wrong(message);
        }
    }
}
