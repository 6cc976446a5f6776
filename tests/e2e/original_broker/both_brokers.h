// The original broker and ours, each with an empty database, told the same.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "e2e/original_broker/comparison.h"
#include "http/client.h"
#include "http/server.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::e2e {

// Skips its tests where scripts/original_broker has not installed the original.
class BothBrokers : public testing::Test {
  protected:
    struct Side {
        std::string url;
        std::map<std::string, std::string> names;  // {name} in targets and bodies; remembered from answers
    };

    void SetUp() override;
    // Differences that are not known fail; how often each known one was seen is printed.
    void TearDown() override;

    // Names in braces are replaced on each side by what it answered.
    void send(http::Request request, const std::string& remark = {});
    // The last answers have this value at this place, which is what {name} stands for from now on, and
    // {name.last} for what follows its last slash.
    void remember(const std::string& name, const std::string& place);
    // Asks until neither speaks of something that is still to happen. Nothing is compared.
    void settle(const std::string& target);
    // What every path answers to OPTIONS, HEAD, other methods, media types that it does not have
    void sweep();
    // The paths and methods that both have and that were never answered well, one a line
    std::string never_asked() const;
    std::set<std::string> known_rows() const;  // of the differences seen
    // Follows every link that both have, from these targets on, and compares what is there.
    void crawl(const std::string& target = "/");
    // Nothing is compared
    Answer ask(const Side& side, const http::Request& request) const;

    // More than one version of a pacticipant is in the environment of this uuid.
    bool has_several_versions(const std::string& environment) const;

    // What both would delete by each of these plans: "keep", "limit", "keep_branches" and
    // "overwritten_max_age".
    void compare_clean_ups(const json::Array& plans);

    static http::Request request(std::string method, std::string target, std::string body = {});

    Side original_, ours_;
    Answer original_answer_, our_answer_;

  private:
    void compare(const std::string& label);
    // Of our paths: what is in {braces} and every method
    json::Value paths() const;

    testing_support::TemporaryFolder folder_;
    std::unique_ptr<http::Client> client_;
    std::unique_ptr<testing_support::RunningProgram> original_program_, our_program_;
    std::vector<Difference> unknown_;
    std::map<std::string, int> known_;
    std::set<std::pair<std::string, std::string>> answered_;  // method and target
    std::set<std::string> only_ours_;                         // paths that the original does not have
    std::unique_ptr<http::Server> receiver_;                  // of webhooks
};

}  // namespace tally::e2e
