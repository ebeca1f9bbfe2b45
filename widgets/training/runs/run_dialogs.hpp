// The name of a run, and what is written about it.
#pragma once

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QString>
#include <QStringList>

#include "core/project/run_notes.hpp"

namespace priorscope {

/// Says while typing why a name cannot be taken.
class RunNameDialog : public QDialog {
    Q_OBJECT

  public:
    /// @param run  its folder
    explicit RunNameDialog(const QString& run, QWidget* parent = nullptr);

    QLineEdit* field() const { return m_field; }
    QPushButton* acceptButton() const { return m_accept; }
    /// Why the name cannot be taken; empty: it can.
    QString problem() const;
    /// Without blanks at its ends.
    QString name() const { return m_field->text().trimmed(); }

  private:
    void refresh();

    QString m_run;
    QLineEdit* m_field = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_accept = nullptr;
};

class RunNotesDialog : public QDialog {
    Q_OBJECT

  public:
    /// @param name   of the run
    /// @param known  tags that are in use
    RunNotesDialog(const QString& name, const RunNote& note, const QStringList& known,
                   QWidget* parent = nullptr);

    QLineEdit* tags() const { return m_tags; }
    QPlainTextEdit* text() const { return m_text; }
    RunNote note() const;

  private:
    void addTag(const QString& tag);

    QLineEdit* m_tags = nullptr;
    QPlainTextEdit* m_text = nullptr;
};

}  // namespace priorscope
