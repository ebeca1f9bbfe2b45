// The stack machine that executes a pickle's opcodes. Private to core's interchange: it uses torch types.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/archive/pickle.hpp"
#include "core/archive/pickle_objects.hpp"
#include "core/base/text/sentence.hpp"

namespace priorscope {

/// The stack, marks and memo of a pickle, with a limit on their total size. A value on the stack takes one
/// byte of input and 80 bytes of memory, so a hostile file is limited by a budget rather than by its number
/// of opcodes.
///
/// Every member throws an Error if the pickle is malformed or exceeds its budget.
class PickleStack {
  public:
    using Items = std::vector<PickleValue>;

    /// @param objects  names the source in errors; outlives the stack
    /// @param bytes    size of the pickle, which determines the budget
    PickleStack(const PickleObjects& objects, std::size_t bytes);
    PickleStack(const PickleStack&) = delete;
    PickleStack& operator=(const PickleStack&) = delete;
    /// Clears containers one by one: left to their own destructors, deep nesting would overflow the stack and
    /// a cycle would leak.
    ~PickleStack();

    void push(PickleValue value);
    void pushBoolean(bool value);
    void pushText(std::string_view text);
    void pushContainer(PickleValue::Kind kind, Items items);
    /// Made of the topmost values, the last one on top.
    void pushTuple(std::size_t count);
    void pushGlobal(std::string_view module, std::string_view name);
    /// The object that a persistent id refers to.
    void pushStorage(PickleValue made);
    /// The result of a call.
    void pushCalled(PickleValue made);

    PickleValue pop();
    void pushMark();
    /// Pops everything above the last mark, and the mark.
    Items popToMark();

    /// Appends to the container on top; items for objects that are not kept are dropped.
    void append(PickleValue::Kind kind, Items added);
    /// The state of an ordered dictionary (torch's _metadata), a tensor or an unknown object holds nothing
    /// that is needed here; that of a numpy array is its data.
    void setState(PickleValue state);

    /// Stores the value on top in the memo.
    void store(std::uint64_t key);
    void storeNext() { store(m_memo.size()); }
    void recall(std::uint64_t key);

    /// Pops the value on top; its containers outlive the stack.
    PickleValue takeResult();

    [[noreturn]] void malformed(const Sentence& reason) const;

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
