// A broker in the states that the contracts of existing clients name, at the paths that they use.
#pragma once

#include <string>

#include "api/broker_fixture.h"

namespace tally::testing_support {

class ClientPactsBroker : public BrokerTest {
  public:
    ClientPactsBroker();
    void TestBody() override {}  // so that it can stand alone, one for each interaction

    // The broker is empty before. An unknown state is a failure of the test.
    void create_state(const std::string& state);
    // The contracts have placeholders for the links that clients follow.
    Reply answer(http::Request request);

  private:
    void revised(const std::string& consumer, const std::string& version);
    void verified(const std::string& version, const std::string& provider_version, bool success = true);
    void environment(const char* name, const char* uuid);
    void deployed(const char* environment_uuid, const char* instance);

    std::string consumer_ = "Foo";
};

}  // namespace tally::testing_support
