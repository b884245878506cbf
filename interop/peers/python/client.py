"""The Python gRPC client of the interoperability matrix; interop/CASES.md says what each case asserts."""

import argparse
import asyncio
import os
import sys
import time

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from trefoil.interop.v1.interop_pb2 import Failure, Reply, Request
from trefoil.interop.v1.interop_pb2_grpc import InteropStub

CASE_SECONDS = 18
NOT_FOUND = Failure(code=5, message="no such thing")


class Mismatch(Exception):
    pass


def expect(what, got, want):
    if got != want:
        raise Mismatch(f"{what}: got {short(got)}, expected {short(want)}")


def short(value):
    """On one line, and not too long."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 200 else f"{text[:200]}... ({len(text)} characters)"


async def expect_error(work, code, message=None):
    """Awaits `work`, which must fail with this status."""
    try:
        reply = await work
    except grpc.aio.AioRpcError as error:
        expect("code", error.code().value[0], code)
        if message is not None:
            expect("message", error.details(), message)
        return error
    raise Mismatch(f"expected code {code}, got {'the end' if reply is grpc.aio.EOF else short(reply)}")


async def expect_end(call):
    """The stream ends with OK; read() raises any other status."""
    expect("what follows the last reply", await call.read(), grpc.aio.EOF)


async def turn(call, index):
    """One request and its reply on a Bidi call."""
    text = f"turn {index}"
    await call.write(Request(text=text))
    reply = await next_reply(call, index)
    expect("text", reply.text, text)


async def next_reply(call, index):
    reply = await call.read()
    if reply is grpc.aio.EOF:
        raise Mismatch(f"the stream ended before reply {index}")
    expect("index", reply.index, index)
    return reply


def request_of_size(size):
    """A request of exactly `size` encoded bytes, between 2 MiB and 256 MiB: a tag, four bytes of length, the payload."""
    request = Request(payload=bytes(size - 5))
    assert request.ByteSize() == size
    return request


# One function a case.


async def unary(stub):
    reply = await stub.Unary(Request(text="héllo"))
    expect("text", reply.text, "héllo")


async def client_stream(stub):
    texts = {"first": 10, "second": 20, "last": 30}
    reply = await stub.ClientStream(Request(text=text, payload=bytes(size)) for text, size in texts.items())
    expect("requests", reply.requests, 3)
    expect("request_bytes", reply.request_bytes, 60)
    expect("text", reply.text, "last")


async def server_stream(stub):
    call = stub.ServerStream(Request(reply_count=5))
    for index in range(5):
        await next_reply(call, index)
    await expect_end(call)


async def bidi(stub):
    call = stub.Bidi()
    for index in range(3):
        await turn(call, index)
    await call.done_writing()
    await expect_end(call)


async def empty_message(stub):
    reply = await stub.Unary(Request())
    expect("requests", reply.requests, 1)


async def large_message(stub):
    request = request_of_size(4_194_304)
    reply = await stub.Unary(request)
    expect("request_bytes", reply.request_bytes, len(request.payload))
    reply = await stub.Unary(Request(reply_size=4_194_000))
    expect("length of the payload", len(reply.payload), 4_194_000)
    expect("the payload is all 0x2A", reply.payload.count(0x2A), 4_194_000)


async def too_large(stub):
    await expect_error(stub.Unary(request_of_size(4_194_305)), 8)
    await unary(stub)


async def many_messages(stub):
    requests = [Request(text=str(index)) for index in range(1000)]

    call = stub.ServerStream(Request(reply_count=1000))
    for index in range(1000):
        await next_reply(call, index)
    await expect_end(call)

    reply = await stub.ClientStream(requests)
    expect("requests", reply.requests, 1000)
    expect("text", reply.text, "999")

    call = stub.Bidi(requests)
    for index in range(1000):
        reply = await next_reply(call, index)
        expect("text", reply.text, str(index))
    await expect_end(call)


async def empty_client_stream(stub):
    reply = await stub.ClientStream([])
    expect("requests", reply.requests, 0)


async def error_unary(stub):
    await expect_error(stub.Unary(Request(failure=NOT_FOUND)), 5, "no such thing")


async def error_client_stream(stub):
    requests = [Request(), Request(failure=NOT_FOUND), Request()]
    await expect_error(stub.ClientStream(requests), 5, "no such thing")


async def error_server_stream(stub):
    call = stub.ServerStream(Request(reply_count=5, failure=Failure(code=9, message="after two", after=2)))
    await next_reply(call, 0)
    await next_reply(call, 1)
    await expect_error(call.read(), 9, "after two")


async def error_bidi(stub):
    call = stub.Bidi()
    await turn(call, 0)
    await call.write(Request(failure=Failure(code=3, message="bad turn")))
    await expect_error(call.read(), 3, "bad turn")


async def error_message_utf8(stub):
    message = "100% ☺ + \t\n end"
    await expect_error(stub.Unary(Request(failure=Failure(code=13, message=message))), 13, message)


async def error_details(stub):
    failure = Failure(code=5, message="no such thing", details=True)
    error = await expect_error(stub.Unary(Request(failure=failure)), 5, "no such thing")
    status = rpc_status.from_call(error)
    if status is None:
        raise Mismatch("the status has no details")
    expect("number of details", len(status.details), 1)
    info = error_details_pb2.ErrorInfo()
    expect("the detail is an ErrorInfo", status.details[0].Unpack(info), True)
    expect("reason", info.reason, "REASON")


async def unimplemented_method(stub):
    await expect_error(stub.unknown_method(Request()), 12)


async def unimplemented_service(stub):
    await expect_error(stub.unknown_service(Request()), 12)


async def metadata_text(stub):
    await echo_initial(stub, ["one"])


async def metadata_duplicate(stub):
    await echo_initial(stub, ["one", "two"])


async def metadata_binary(stub):
    await echo_trailing(stub, [b"\x00\x01\xfe\xff"])


async def metadata_binary_duplicate(stub):
    await echo_trailing(stub, [b"\x00\x01\xfe\xff", b"\x02\x03"])


async def echo_initial(stub, values):
    call = stub.Unary(Request(), metadata=[("x-echo-initial", value) for value in values])
    expect_values(await call.initial_metadata(), "x-echo-initial", values)
    await call


async def echo_trailing(stub, values):
    call = stub.Unary(Request(), metadata=[("x-echo-trailing-bin", value) for value in values])
    await call
    expect_values(await call.trailing_metadata(), "x-echo-trailing-bin", values)


def expect_values(metadata, name, values):
    expect(name, [value for key, value in metadata if key == name], values)


async def deadline_unary(stub):
    start = time.monotonic()
    await expect_error(stub.Unary(Request(delay_ms=3000), timeout=0.3), 4)
    expect("code 4 within 2 s", time.monotonic() - start <= 2, True)


async def deadline_server_stream(stub):
    call = stub.ServerStream(Request(reply_count=3, delay_ms=500), timeout=0.8)
    await next_reply(call, 0)
    await expect_error(call.read(), 4)


async def deadline_seen(stub):
    reply = await stub.Unary(Request(text="deadline"), timeout=5)
    # Not 5,000: grpcio rounds deadlines of this length up to 10 ms, so that 5,010 may be what it sends.
    expect(f"1 <= {reply.request_bytes} ms <= 5010", 1 <= reply.request_bytes <= 5010, True)


async def cancel_server_stream(stub):
    before = await cancelled(stub)
    call = stub.ServerStream(Request(reply_count=100, delay_ms=100))
    await next_reply(call, 0)
    call.cancel()
    await expect_more_cancelled(stub, before)


async def cancel_bidi(stub):
    before = await cancelled(stub)
    call = stub.Bidi()
    await turn(call, 0)
    call.cancel()
    await expect_more_cancelled(stub, before)


async def cancelled(stub):
    return (await stub.Unary(Request(text="cancelled"))).requests


async def expect_more_cancelled(stub, before):
    start = time.monotonic()
    while time.monotonic() - start <= 2:
        if await cancelled(stub) > before:
            return
        await asyncio.sleep(0.05)
    raise Mismatch(f"the server still counts {before} cancelled calls after 2 s")


async def concurrent(stub):
    async def one(text):
        # The delay keeps all of them open at the same time.
        reply = await stub.Unary(Request(text=text, delay_ms=100))
        expect("text", reply.text, text)

    await asyncio.gather(*(one(f"call {index}") for index in range(50)))


CASES = (
    unary,
    client_stream,
    server_stream,
    bidi,
    empty_message,
    large_message,
    too_large,
    many_messages,
    empty_client_stream,
    error_unary,
    error_client_stream,
    error_server_stream,
    error_bidi,
    error_message_utf8,
    error_details,
    unimplemented_method,
    unimplemented_service,
    metadata_text,
    metadata_duplicate,
    metadata_binary,
    metadata_binary_duplicate,
    deadline_unary,
    deadline_server_stream,
    deadline_seen,
    cancel_server_stream,
    cancel_bidi,
    concurrent,
)


class Stub(InteropStub):
    """The generated stub, and the two methods that nobody serves."""

    def __init__(self, channel):
        super().__init__(channel)
        self.unknown_method = self.unserved(channel, "/trefoil.interop.v1.Interop/Nope")
        self.unknown_service = self.unserved(channel, "/trefoil.interop.v1.Nobody/Nope")

    @staticmethod
    def unserved(channel, path):
        return channel.unary_unary(
            path, request_serializer=Request.SerializeToString, response_deserializer=Reply.FromString
        )


async def run(case, port):
    """Runs one case on a connection of its own; returns why it failed, or None."""
    options = [
        ("grpc.max_receive_message_length", -1),
        ("grpc.max_send_message_length", -1),
        ("grpc.enable_http_proxy", 0),
        ("grpc.use_local_subchannel_pool", 1),
    ]

    async def work():
        async with grpc.aio.insecure_channel(f"127.0.0.1:{port}", options) as channel:
            await case(Stub(channel))

    try:
        await asyncio.wait_for(work(), CASE_SECONDS)
    except asyncio.TimeoutError:
        return f"no end within {CASE_SECONDS} s"
    except Mismatch as mismatch:
        return str(mismatch)
    except grpc.aio.AioRpcError as error:
        return f"status {error.code().value[0]}: {short(error.details())}"
    except Exception as error:
        return short(error)
    return None


async def main(arguments):
    failed = False
    for case in CASES:
        if arguments.case in (None, case.__name__):
            reason = await run(case, arguments.port)
            print(f"{case.__name__}\tfail\t{reason}" if reason else f"{case.__name__}\tpass", flush=True)
            failed |= reason is not None
    return failed


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--case", choices=[case.__name__ for case in CASES], metavar="NAME")
    parser.add_argument("--group", help="Dubbo's; ignored")
    parser.add_argument("--version", help="Dubbo's; ignored")
    status = asyncio.run(main(parser.parse_args()))
    sys.stdout.flush()
    os._exit(status)
