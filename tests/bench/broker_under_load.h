// What the broker's answers cost with a long history.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

namespace tally::bench {

struct BrokerSetting {
    std::string program;           // contract-broker
    std::filesystem::path folder;  // for databases; those that are there are used again
    std::string postgres;          // the address of an empty database; empty: SQLite alone
};

void report_broker(std::ostream& out, const BrokerSetting& setting);

}  // namespace tally::bench
