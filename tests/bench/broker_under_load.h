// What the broker's answers cost with a long history.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

namespace tally::bench {

struct BrokerSetting {
    std::string program;           // contract-broker
    std::filesystem::path folder;  // for SQLite databases; those that are there are used again
    bool with_postgres = true;     // too, where its server is installed
};

// Takes a quarter of an hour, most of it for writing the histories.
void report_broker(std::ostream& out, const BrokerSetting& setting);

}  // namespace tally::bench
