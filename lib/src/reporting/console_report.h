// The report on a terminal: progress while it happens, then every failure, then a total.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "reporting/style.h"
#include "verification/verify.h"

namespace tally::reporting {

struct ConsoleSettings {
    Style style;
    std::string rerun = "contract-verify";  // the command as it was given, secrets masked
};

class ConsoleReport {
  public:
    using Print = std::function<void(std::string_view)>;

    // `print` takes the report, `complain` warnings. Both get whole lines with their line ends.
    ConsoleReport(ConsoleSettings settings, Print print, Print complain)
        : settings_(std::move(settings)), print_(std::move(print)), complain_(std::move(complain)) {}

    void on(const verification::Event& event);
    void finish(const verification::VerificationResult& result);

  private:
    void start(const verification::VerificationResult& result);
    void start(const verification::ContractResult& contract);
    void progress(const verification::ContractResult& contract,
                  const verification::InteractionResult& interaction);
    void print_failures(const verification::VerificationResult& result);
    void print_unwitnessed(const verification::VerificationResult& result);
    void print_unreadable(const verification::VerificationResult& result);
    void print_publications(const verification::VerificationResult& result);
    void print_total(const verification::VerificationResult& result);
    void line(const std::string& text) { print_(text + "\n"); }

    ConsoleSettings settings_;
    Print print_;
    Print complain_;
};

}  // namespace tally::reporting
