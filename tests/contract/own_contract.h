// What `contract` needs of a broker, command by command: expectations of our own library, in which both sides of the
// contract are tested.
#pragma once

#include <string>
#include <vector>

#include "tally/consumer.h"

namespace tally::own_contract {

inline constexpr const char* kConsumer = "contract";
inline constexpr const char* kProvider = "contract-broker";
inline constexpr const char* kFile = "contract-contract-broker.json";  // in contracts/own

// Every UUID that the broker of these tests gives out.
inline constexpr const char* kUuid = "a11a11a1-1a11-4a11-8a11-a11a11a1a11a";

// The index, with every link that the commands follow.
void expect_index(Contract& contract);
void expect_index_with_webhooks(Contract& contract);

struct CommandCase {
    std::string name;                       // "can_i_deploy"
    std::vector<std::string> arguments;     // without the broker's address
    int exit_code = 0;
    void (*expect)(Contract& contract);     // the exchanges it needs, but for the index
    void (*expect_index)(Contract& contract) = own_contract::expect_index;  // null: it does not ask for it
};
const std::vector<CommandCase>& command_cases();

}  // namespace tally::own_contract
