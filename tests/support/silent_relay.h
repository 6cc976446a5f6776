// A way to a server that can go dead without a word, as networks do: nothing is forwarded any more, and nothing closed.
#pragma once

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "support/temporary_folder.h"

namespace tally::testing_support {

class SilentRelay {
  public:
    // To a server that listens on the Unix socket `server`; callers find it as `name` in folder().
    SilentRelay(std::filesystem::path server, const std::string& name);
    ~SilentRelay();
    SilentRelay(const SilentRelay&) = delete;
    SilentRelay& operator=(const SilentRelay&) = delete;

    const std::filesystem::path& folder() const { return folder_.path(); }
    // From now on what is sent in either direction lies where it is, and new callers wait. Returns when that is so.
    void fall_silent() { be_silent(true); }
    // What was held up goes on its way.
    void speak_again() { be_silent(false); }

  private:
    struct Pair {
        int caller;
        int server;
    };
    void be_silent(bool silent);
    void run();
    void accept_one();

    const std::filesystem::path server_;
    TemporaryFolder folder_;
    int listening_ = -1;
    int orders_[2] = {-1, -1};  // to the thread: 's' silent, 'a' again, 'e' end
    int obeyed_[2] = {-1, -1};  // from it
    std::vector<Pair> pairs_;
    std::thread thread_;
};

}  // namespace tally::testing_support
