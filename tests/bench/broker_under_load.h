// What the broker's answers cost with a long history.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

namespace tally::bench {

struct BrokerSetting {
    std::string program;           // contract-broker
    std::filesystem::path folder;  // for SQLite databases; those that are there are used again
    // A PostgreSQL server that has the histories already, in the schemas "short" and "long", up to the
    // schema's name; empty: one of its own, where the server is installed.
    std::string postgres = {};
};

// Takes a quarter of an hour, most of it for writing the histories.
void report_broker(std::ostream& out, const BrokerSetting& setting);

}  // namespace tally::bench
