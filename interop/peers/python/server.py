"""The Python gRPC server of the interoperability matrix; interop/CASES.md says what it does."""

import argparse
import asyncio
import contextlib
import os
import signal
import threading

import grpc
from google.protobuf import any_pb2
from google.rpc import error_details_pb2, status_pb2
from grpc_status import rpc_status

from trefoil.interop.v1 import interop_pb2_grpc
from trefoil.interop.v1.interop_pb2 import Reply

RECEIVE_LIMIT = 4 * 1024 * 1024
STATUS_CODES = {code.value[0]: code for code in grpc.StatusCode if code is not grpc.StatusCode.OK}


class Interop(interop_pb2_grpc.InteropServicer):
    """One coroutine a call, so nothing limits how many run at once."""

    def __init__(self):
        self.cancelled = 0

    async def Unary(self, request, context):
        async with self.call(context):
            if request.text == "cancelled":
                return Reply(text=request.text, requests=self.cancelled)
            if request.text == "deadline":
                return Reply(text=request.text, requests=1, request_bytes=milliseconds_left(context))
            await asyncio.sleep(request.delay_ms / 1000)
            if request.HasField("failure"):
                await fail(context, request.failure)
            return reply_to(request, 0)

    async def ClientStream(self, _, context):
        async with self.call(context):
            reply = Reply()
            async for request in requests_of(context):
                if request.HasField("failure"):
                    await fail(context, request.failure)
                reply.text = request.text
                reply.requests += 1
                reply.request_bytes += len(request.payload)
            return reply

    async def ServerStream(self, request, context):
        async with self.call(context):
            failing = request.HasField("failure")
            for index in range(request.failure.after if failing else request.reply_count):
                await asyncio.sleep(request.delay_ms / 1000)
                await context.write(reply_to(request, index))
            if failing:
                await fail(context, request.failure)

    async def Bidi(self, _, context):
        async with self.call(context):
            index = 0
            async for request in requests_of(context):
                await asyncio.sleep(request.delay_ms / 1000)
                if request.HasField("failure"):
                    await fail(context, request.failure)
                await context.write(reply_to(request, index))
                index += 1

    @contextlib.asynccontextmanager
    async def call(self, context):
        """What all four methods do: echo metadata, and count the call if it is cancelled under its handler."""
        try:
            initial = received_metadata(context, "x-echo-initial")
            if initial:
                await context.send_initial_metadata(initial)
            context.set_trailing_metadata(received_metadata(context, "x-echo-trailing-bin"))
            yield
        except asyncio.CancelledError:
            self.cancelled += 1
            raise


async def requests_of(context):
    while (request := await context.read()) is not grpc.aio.EOF:
        yield request
    # When the client cancels, grpcio first reports the end of the requests and up to 0.5 ms later the
    # cancellation. This wait is where it arrives; without it such a call would count as finished.
    await asyncio.sleep(0.02)


def reply_to(request, index):
    return Reply(
        text=request.text,
        payload=b"\x2a" * request.reply_size,
        requests=1,
        request_bytes=len(request.payload),
        index=index,
    )


def received_metadata(context, name):
    return tuple((key, value) for key, value in context.invocation_metadata() if key == name)


def milliseconds_left(context):
    seconds = context.time_remaining()
    return -1 if seconds is None else int(seconds * 1000)


async def fail(context, failure):
    """Ends the call with the failure (grpcio can fail with the codes 1 to 16 only; others become UNKNOWN)."""
    code = STATUS_CODES.get(failure.code, grpc.StatusCode.UNKNOWN)
    trailing = received_metadata(context, "x-echo-trailing-bin")
    if failure.details:
        info = any_pb2.Any()
        info.Pack(error_details_pb2.ErrorInfo(reason="REASON", domain="interop"))
        status = status_pb2.Status(code=code.value[0], message=failure.message, details=[info])
        trailing += rpc_status.to_status(status).trailing_metadata
    await context.abort(code, failure.message, trailing)


def end_with_standard_input():
    try:
        while os.read(0, 4096):
            pass
    finally:
        os._exit(0)


async def serve(port):
    server = grpc.aio.server(
        options=[
            ("grpc.max_receive_message_length", RECEIVE_LIMIT),
            ("grpc.max_send_message_length", -1),
            ("grpc.so_reuseport", 0),  # a port in use is an error
        ]
    )
    interop_pb2_grpc.add_InteropServicer_to_server(Interop(), server)
    try:
        port = server.add_insecure_port(f"127.0.0.1:{port}")
    except RuntimeError as error:
        raise SystemExit(f"server: {error}")
    await server.start()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, os._exit, 0)
    print(f"LISTENING {port}", flush=True)
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    await server.wait_for_termination()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--group", help="Dubbo's; ignored")
    parser.add_argument("--version", help="Dubbo's; ignored")
    asyncio.run(serve(parser.parse_args().port))
