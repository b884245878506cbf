::trefoil::mock_service! {
    GreeterMock GreeterMockExpect GreeterMockReceived "Greeter" for GreeterClient =
    GREETER; 0 say_hello : One < HelloRequest > => One < HelloReply >; 1 lots_of_replies
    : One < HelloRequest > => Many < HelloReply >; 2 lots_of_greetings : Many <
    HelloRequest > => One < HelloReply >; 3 bidi_hello : Many < HelloRequest > => Many <
    HelloReply >;
}
