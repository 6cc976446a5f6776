// What messages advise people to do about something that is missing. The library does not know the commands of the
// program that it is part of, so the program puts its own words in.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tally::broker_api {

// None may be empty. {pacticipant}, {version} and {environment} stand for what was asked about, where it is known.
struct Advice {
    std::string credentials = "pass a token, or a user name and a password";
    std::string pacticipant = "check its name";
    std::string version = "check its number";
    std::string environment = "check its name";
    std::string environment_uuid = "check the UUID";
    std::string placement = "check what is there";  // nothing is deployed or released there
    std::string instance = "name one";              // of several deployments
    std::string webhook = "check the UUID";
    std::string other_broker = "use a broker that has it";  // of what only some brokers can do
};

// The words in braces replaced by their values, each quoted for a shell.
std::string filled_in(std::string advice, const std::vector<std::pair<std::string_view, std::string_view>>& values);

}  // namespace tally::broker_api
