// A file descriptor that closes itself. Private to core.
#pragma once

#include <unistd.h>

#include <utility>

namespace priorscope {

class Descriptor {
  public:
    /// @param opened  as open() gives it; negative: there is none
    explicit Descriptor(int opened) : m_descriptor(opened) {}
    Descriptor(Descriptor&& other) noexcept : m_descriptor(other.release()) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }

    int get() const { return m_descriptor; }
    bool valid() const { return m_descriptor >= 0; }
    /// From now on the caller's to close.
    int release() { return std::exchange(m_descriptor, -1); }

  private:
    int m_descriptor;
};

}  // namespace priorscope
