// Answers of another status, with other headers, or of another kind.
#include "e2e/verify/gallery.h"

namespace tally::e2e {

namespace {

using testing_support::RawServer;

constexpr const char* kStackTrace =
    "java.lang.NullPointerException: Cannot invoke \"Order.getTotal()\" because \"order\" is null\n"
    "\tat org.example.orders.OrderController.get(OrderController.java:57)\n"
    "\tat org.example.orders.OrderController$$FastClass.invoke(<generated>)\n"
    "\tat org.springframework.cglib.proxy.MethodProxy.invoke(MethodProxy.java:218)\n"
    "\tat org.springframework.aop.framework.CglibAopProxy.invokeMethod(CglibAopProxy.java:386)\n"
    "\tat org.springframework.aop.framework.CglibAopProxy.access$000(CglibAopProxy.java:85)\n"
    "\tat org.springframework.aop.framework.CglibAopProxy.intercept(CglibAopProxy.java:703)\n"
    "\tat java.base/java.lang.reflect.Method.invoke(Method.java:568)\n"
    "\tat org.apache.catalina.core.StandardWrapperValve.invoke(StandardWrapperValve.java:197)\n"
    "\tat org.apache.catalina.core.StandardContextValve.invoke(StandardContextValve.java:97)\n"
    "\tat java.base/java.lang.Thread.run(Thread.java:833)\n";

const std::string kWithState = order_interaction(R"( "providerStates": [ { "name": "order 42 exists" } ],)");
const std::string kWithHeaders =
    interaction_with(R"({ "status": 200, "headers": { "Content-Type": ["application/json"],
          "Cache-Control": ["no-store"], "X-Rate-Limit": ["100"] },
        "matchingRules": { "header": { "X-Rate-Limit": { "matchers": [ { "match": "regex", "regex": "\\d+" } ] } } } })");
const std::string kCreated = R"({ "type": "Synchronous/HTTP", "description": "place an order", "key": "place",
      "request": { "method": "POST", "path": "/orders", "headers": { "Content-Type": ["application/json"] },
        "body": { "contentType": "application/json", "encoded": false, "content": { "sku": "A-1", "count": 2 } } },
      "response": { "status": 201 } })";

std::string page(const std::string& title) {
    return "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head>\n<body><h1>" + title +
           "</h1></body></html>\n";
}

Provider text_answer(const char* name, const std::string& status, const std::string& body,
                     const std::string& interaction) {
    return {name, answers(response(status, "Content-Type: text/plain\r\n", body)), interaction};
}

// States are set, the interaction is answered by `bytes`.
RawServer::Script sets_states_and_answers(const std::string& state_response, const std::string& bytes) {
    return [state_response, bytes](RawServer::Peer& peer) {
        for (std::string request; !(request = peer.read_request()).empty();) {
            if (!peer.send(request.rfind("POST /_states", 0) == 0 ? state_response : bytes)) return;
        }
    };
}

}  // namespace

std::vector<Provider> providers_of_other_responses() {
    const std::vector<std::string> with_states = {"-s", "PROVIDER/_states", "--retries", "0"};
    return {
        {"unauthorized",
         answers(response("401 Unauthorized",
                          "Content-Type: application/json\r\nWWW-Authenticate: Bearer realm=\"orders\"\r\n",
                          R"({"error":"invalid_token","error_description":"no bearer token"})")),
         order_interaction()},
        text_answer("forbidden", "403 Forbidden", "you may not see this order\n", order_interaction()),
        text_answer("not_found", "404 Not Found", "no order 42\n", order_interaction()),
        {"not_found_though_its_state_is_set",
         sets_states_and_answers(json_response("{}"),
                                 response("404 Not Found", "Content-Type: text/plain\r\n", "no order 42\n")),
         kWithState, with_states},
        {"not_found_page",
         answers(response("404 Not Found", "Content-Type: text/html\r\n", page("404 Not Found"))),
         order_interaction()},
        {"method_not_allowed", answers(response("405 Method Not Allowed", "Allow: GET, HEAD\r\n", "")),
         kCreated},
        {"refused_request",
         answers(json_response(R"({"errors":[{"field":"count","message":"must be a text"}]})",
                               "422 Unprocessable Entity")),
         kCreated},
        {"another_success", answers(json_response(R"({"id":43})", "200 OK")), kCreated},
        {"no_content", answers("HTTP/1.1 204 No Content\r\n\r\n"), order_interaction()},
        text_answer("too_many_requests", "429 Too Many Requests", "slow down\n", order_interaction()),
        text_answer("stack_trace", "500 Internal Server Error", kStackTrace, order_interaction()),
        {"error_as_json",
         answers(
             json_response(R"({"error":"database is away","trace":["a","b"]})", "500 Internal Server Error")),
         order_interaction()},
        {"error_without_a_body", answers(response("500 Internal Server Error", "", "")), order_interaction()},
        {"bad_gateway",
         answers(response("502 Bad Gateway", "Content-Type: text/html\r\n", page("502 Bad Gateway"))),
         order_interaction()},
        text_answer("service_unavailable", "503 Service Unavailable", "starting, please wait\n",
                    order_interaction()),
        {"unknown_status", answers(response("799 Whatever", "", "")), order_interaction()},
        {"redirect",
         answers(response("302 Found", "Location: https://login.example/?next=%2Forders%2F42\r\n", "")),
         order_interaction()},
        {"redirect_to_itself", answers(response("301 Moved Permanently", "Location: /orders/42\r\n", "")),
         order_interaction()},
        {"page_for_a_browser",
         answers(response("200 OK", "Content-Type: text/html; charset=utf-8\r\n", page("Sign in"))),
         order_interaction()},
        text_answer("other_content_type", "200 OK", kOrder, order_interaction()),
        {"no_content_type", answers(response("200 OK", "", kOrder)), order_interaction()},
        {"malformed_content_type", answers(response("200 OK", "Content-Type: json\r\n", kOrder)),
         order_interaction()},
        {"json_with_charset",
         answers(response("200 OK", "Content-Type: application/json;charset=UTF-8\r\n", kOrder)),
         order_interaction()},
        {"header_is_missing",
         answers(response("200 OK", "Content-Type: application/json\r\nX-Rate-Limit: 100\r\n", "{}")),
         kWithHeaders},
        {"header_has_another_value",
         answers(response(
             "200 OK",
             "Content-Type: application/json\r\nCache-Control: public, max-age=60\r\nX-Rate-Limit: none\r\n",
             "{}")),
         kWithHeaders},
        {"header_twice",
         answers(response("200 OK",
                          "Content-Type: application/json\r\nCache-Control: no-store\r\nCache-Control: "
                          "private\r\nX-Rate-Limit: 1\r\n",
                          "{}")),
         kWithHeaders},
        {"state_is_set", sets_states_and_answers(json_response("{}"), json_response(kOrder)), kWithState,
         with_states},
        {"state_fails",
         sets_states_and_answers(
             json_response(R"({"error":"FK violation: customer 7 is missing"})", "500 Internal Server Error"),
             json_response(kOrder)),
         kWithState, with_states},
        {"state_is_slow",
         [](RawServer::Peer& peer) {
             peer.read_request();
             peer.wait_for_close();
         },
         kWithState,
         {"-s", "PROVIDER/_states", "--retries", "0", "--request-timeout", "200"}},
        {"state_handler_closes", [](RawServer::Peer& peer) { peer.read_request(); }, kWithState, with_states},
        {"state_url_is_wrong",
         sets_states_and_answers(response("404 Not Found", "", ""), json_response(kOrder)), kWithState,
         with_states},
        {"state_is_not_set_up_by_anybody", answers(json_response(kOrder)), kWithState},
    };
}

}  // namespace tally::e2e
