// Takes reviewed errors back into the next run: asks first, and says what stays out.
#pragma once

#include <QObject>
#include <QStringList>
#include <memory>

#include "core/training/plan/feedback.hpp"
#include "widgets/workspace.hpp"

class QDialog;

namespace priorscope {

class NumberField;

class FeedbackDialog : public QObject {
    Q_OBJECT

  public:
    /// @param parent  of the dialog
    FeedbackDialog(const WorkspaceContext& context, QWidget* parent);

    /// Shows what the next run would learn from; nothing happens unless the user agrees.
    void ask();
    /// The open dialog; null: none.
    QDialog* dialog() const { return m_dialog; }

    /// What a plan adds to the run and what it leaves out, a sentence each.
    static QStringList describe(const Feedback& feedback, const TrainingOptions& options);

  Q_SIGNALS:
    /// The next run is planned with the reviewed errors.
    void planned();
    void failed(const QString& message);

  private:
    struct Plan {
        std::shared_ptr<const Dataset> dataset{};
        Feedback feedback{};
        std::vector<std::size_t> reviews{};  ///< indices into Reviews::all() that go in
    };
    Plan plan() const;
    void apply(const Plan& plan, const FeedbackWishes& wishes);

    WorkspaceContext m_context;
    QWidget* m_parent;
    QDialog* m_dialog = nullptr;
};

}  // namespace priorscope
