// A gallery of broken providers: each answers one interaction in a way that providers do answer wrongly, and
// the report is what somebody reads who is woken by it. Some are merely unusual and have to pass.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "support/raw_server.h"

namespace tally::e2e {

struct Provider {
    const char* name;  // of the golden file too
    testing_support::RawServer::Script script;
    std::string interaction;
    std::vector<std::string> arguments = {};  // PROVIDER is where it listens
};
inline void PrintTo(const Provider& provider, std::ostream* out) {
    *out << provider.name;
}

// Answers every request with `bytes` until the client closes.
testing_support::RawServer::Script answers(std::string bytes);
// Once, and closes.
testing_support::RawServer::Script answers_and_closes(std::string bytes);

// A whole response with its length.
std::string response(const std::string& status, const std::string& headers, const std::string& body);
std::string json_response(const std::string& body, const std::string& status = "200 OK");

// GET /orders/42 as web-shop expects it; `members` are further ones of the interaction.
std::string order_interaction(const std::string& members = "");
extern const char* const kOrder;  // the body that satisfies it

// The same request with `response` as its expectation.
std::string interaction_with(const std::string& response);

std::vector<Provider> providers_of_wrong_bodies();
std::vector<Provider> providers_of_other_responses();
std::vector<Provider> providers_of_broken_http();
std::vector<Provider> providers_of_messages();

}  // namespace tally::e2e
