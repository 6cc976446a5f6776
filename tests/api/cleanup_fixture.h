// A broker whose database is cleaned up, and what is left then.
#pragma once

#include <string>
#include <vector>

#include "api/broker_fixture.h"
#include "cleanup/clean.h"

namespace tally::testing_support {

class CleanupTest : public BrokerTest {
  protected:
    explicit CleanupTest(Settings settings = without_branches_by_tag()) : BrokerTest(std::move(settings)) {}

    static Settings without_branches_by_tag() {
        Settings settings;
        settings.use_first_tag_as_branch = false;
        return settings;
    }

    void advance_days(int days) { clock_.advance(std::chrono::days(days)); }

    // Fails the test where one is under way.
    cleanup::CleanReport clean(const cleanup::CleanPlan& plan);
    json::Object dry_run(const cleanup::CleanPlan& plan);

    // "Foo 1 2, Bar 1"
    std::string versions_left();
    std::string branches_left();  // "Foo main feat, Bar main"
    std::int64_t count(const std::string& table);
    // What the engine finds wrong, and where maintained rows are not what a rebuild gives; "" when all is
    // well.
    std::string damage();

  private:
    std::string names(const std::string& sql);
};

}  // namespace tally::testing_support
