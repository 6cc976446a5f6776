// The kinds of contract that the library can write, each with a provider's answer that honours it and one
// that breaks it in one field.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "http/message.h"
#include "tally/contract.h"

namespace tally::kinds {

struct Answer {
    http::Response honest;
    http::Response broken;
    std::string at;  // where the verifier has to find the break: the path, name or kind of a mismatch
};

// What the provider asks of the requests that a verifier makes out of the contract, as patterns of the whole;
// the body may also be exactly that.
struct Asked {
    std::string rest = "";  // of the target, behind the path of the kind
    std::map<std::string, std::string> headers = {};
    std::string body = "(?s).*";
};

struct Kind {
    std::string name;                             // a word with dashes: part of a path
    Specification since;                          // also written into the files of later versions
    std::map<std::string, Answer> answers;        // by the provider state they are for; "" for none
    std::string peer_fault = "";                  // why the reference verifier cannot be asked for this
    bool pending = false;                         // breaks are reported but break no build
    std::vector<Specification> recorded_as = {};  // filled by AllKinds
};

struct HttpKind : Kind {
    // `path` is where the provider answers for this kind.
    std::function<void(Interaction& interaction, const std::string& path)> write;
    http::Request sent = {};  // by the consumer; the target is what follows the path
    Asked asked = {};
};
struct MessageKind : Kind {
    std::function<void(AsynchronousMessage& message)> write;
};
struct ExchangeKind : Kind {
    std::function<void(SynchronousMessage& message)> write;
    Message sent = {};
};

std::vector<HttpKind> kinds_of_json();
std::vector<HttpKind> kinds_of_responses();
std::vector<HttpKind> kinds_of_requests();
std::vector<HttpKind> kinds_of_interactions();  // states, alternatives, comments and so on
std::vector<MessageKind> kinds_of_messages();
std::vector<ExchangeKind> kinds_of_exchanges();

http::Response json_response(std::string body);
// A response with a body of that type.
http::Response response_with(std::string body, const std::string& content_type);
// As a provider answers who is asked for a message.
http::Response message_response(std::string contents, const std::string& content_type,
                                const std::string& metadata = "{}");

}  // namespace tally::kinds
