// The example of docs/examples/shop: the contract that the web shop's tests record, and the catalogue
// verified against it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::e2e {

using testing_support::Outcome;
using testing_support::RunningProgram;

class Shop : public testing::Test {
  protected:
    void SetUp() override {
        const Outcome recorded = testing_support::run_program(
            {.arguments = {"web_shop_test"},
             .environment = {{"TALLY_CONTRACT_DIR", contracts_.path().string()}}});
        ASSERT_EQ(recorded.exit_code, 0) << recorded.output << recorded.errors;
        ASSERT_NE(contracts_.read("web-shop-catalogue.json"), "");
    }

    Outcome verify(RunningProgram& catalogue, const std::vector<std::string>& more = {}) {
        const std::string url = testing_support::listening_url(catalogue);
        std::vector<std::string> arguments = {"contract-verify",    contracts_.path().string(),
                                              "--provider-url",     url,
                                              "--state-change-url", url + "/_states"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return testing_support::run_program({.arguments = arguments});
    }

    testing_support::TemporaryFolder contracts_;
};

}  // namespace tally::e2e
