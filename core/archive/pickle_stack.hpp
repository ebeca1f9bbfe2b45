// What the instructions of a pickle work on. Private to core's interchange: it speaks of tensors.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/archive/pickle.hpp"
#include "core/archive/pickle_objects.hpp"

namespace priorscope {

/// The values, marks and memo of a pickle, and what all of it may take. A value on the stack costs one byte
/// of input and 80 bytes here, so the work of a hostile file is bounded by an allowance and not by its
/// instructions.
///
/// Every member throws an Error where the pickle is not well-formed, or asks for more than its allowance.
class PickleStack {
  public:
    using Items = std::vector<PickleValue>;

    /// @param objects  names the source in errors; outlives the stack
    /// @param bytes    of the pickle: its allowance follows from them
    PickleStack(const PickleObjects& objects, std::size_t bytes);
    PickleStack(const PickleStack&) = delete;
    PickleStack& operator=(const PickleStack&) = delete;
    /// Containers are emptied one by one: were they left to each other, a deep nest would overflow the stack
    /// and a cycle would never go.
    ~PickleStack();

    void push(PickleValue value);
    void pushBoolean(bool value);
    void pushText(std::string_view text);
    void pushContainer(PickleValue::Kind kind, Items items);
    /// Of the topmost values, the last one on top.
    void pushTuple(std::size_t count);
    void pushGlobal(std::string_view module, std::string_view name);
    /// What a persistent id stands for.
    void pushStorage(PickleValue made);
    /// What a call made.
    void pushCalled(PickleValue made);

    PickleValue pop();
    void pushMark();
    /// What lies above the last mark, which goes as well.
    Items popToMark();

    /// To the container on top; what nobody reads is dropped.
    void append(PickleValue::Kind kind, Items added);
    /// Attributes of an ordered dictionary (torch's _metadata), of a tensor or of an unknown object carry
    /// nothing that is needed here; those of numpy's arrays are their data.
    void setState(PickleValue state);

    /// Remembers the value on top.
    void store(std::uint64_t key);
    void storeNext() { store(m_memo.size()); }
    void recall(std::uint64_t key);

    /// The value on top; its containers outlive the stack.
    PickleValue takeResult();

    [[noreturn]] void malformed(const std::string& reason) const;

  private:
    PickleValue& top();
    void charge(std::uint64_t bytes);

    const PickleObjects& m_objects;
    std::uint64_t m_allowance;
    Items m_stack;
    std::size_t m_highest = 0;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint64_t, PickleValue> m_memo;
    std::vector<std::shared_ptr<Items>> m_containers;
};

}  // namespace priorscope
