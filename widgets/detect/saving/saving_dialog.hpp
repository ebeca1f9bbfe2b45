// Asks in which format detections are saved, and where: returns the choice on accept.
#pragma once

#include <QDialog>
#include <QString>

#include "core/training/saving/save_detections.hpp"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace priorscope {

class SavingDialog : public QDialog {
    Q_OBJECT

  public:
    /// @param name    of the suggested file, without extension
    /// @param folder  of the suggested file
    /// @param what    what is saved, in a sentence
    SavingDialog(const QString& name, const QString& folder, const QString& what, QWidget* parent = nullptr);

    /// With leave to replace annotations if that was asked and granted.
    SavingOptions options() const;
    DetectionFormat format() const;
    void setFormat(DetectionFormat format);
    QString target() const;
    void setTarget(const QString& target);

    QComboBox* formats() const { return m_formats; }
    QLineEdit* targetEdit() const { return m_target; }
    QPushButton* saveButton() const { return m_save; }
    /// Asks first if files are there that would be replaced.
    void accept() override;
    /// Describes what the current choice produces.
    QString explanation() const;
    /// A note on the target: that it exists, or why it cannot be written.
    QString note() const;

  private:
    void build(const QString& what);
    void suggestTarget();
    void refresh();
    void chooseTarget();
    bool isThere() const;
    /// Why the target cannot be written; empty if it can.
    QString problem() const;

    QString m_name;
    QString m_folder;
    bool m_is_own_name = false;  ///< the user has chosen the target
    bool m_may_replace = false;
    QComboBox* m_formats = nullptr;
    QLineEdit* m_target = nullptr;
    QLabel* m_explanation = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_save = nullptr;
};

}  // namespace priorscope
