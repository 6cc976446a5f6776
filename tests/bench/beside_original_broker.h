// contract-broker and the broker it stands beside, each with the same history, asked the same.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

namespace tally::bench {

struct BothSetting {
    std::string program;            // contract-broker
    std::string script;             // scripts/original_broker, which starts the other one
    std::filesystem::path folder;   // for the databases
};

// Takes some minutes, most of them for the history of the original.
void report_beside_original(std::ostream& out, const BothSetting& setting);

}  // namespace tally::bench
